package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.HansockListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** Makes the clients of the application. Safe for any thread. */
final class HansockFactory {
    private final ObjectProvider<SslBundles> bundles;
    private final ObjectProvider<HansockListenerFactory> listenerFactories;
    private final ObjectProvider<HansockListener> listeners;
    private final Environment environment;
    private final OpenClients open;

    HansockFactory(
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<HansockListenerFactory> listenerFactories,
            ObjectProvider<HansockListener> listeners,
            Environment environment,
            OpenClients open) {
        this.bundles = bundles;
        this.listenerFactories = listenerFactories;
        this.listeners = listeners;
        this.environment = environment;
        this.open = open;
    }

    /** Connects to nothing. */
    Hansock create(
            String name,
            String prefix,
            HansockProperties properties,
            HansockConnectionDetails details,
            List<HansockBuilderCustomizer> customizers) {
        HansockBuilder builder = Hansock.builder();
        HansockBuilderConfigurer configurer =
                new HansockBuilderConfigurer(prefix, properties, details, bundles.getIfAvailable());
        configurer.configure(builder);
        builder.listener(CompositeListener.of(listeners(name)));
        if (Threading.VIRTUAL.isActive(environment)) {
            builder.callbackExecutor(new VirtualThreadTaskExecutor("hansock-callback-"));
        }
        customizers.forEach(customizer -> customizer.customize(builder));
        if (details.getServers().isEmpty() && customizers.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    prefix + ".servers",
                    null,
                    "no server is configured; set " + prefix + ".servers.<name>.host, or " + prefix + ".enabled=false");
        }
        try {
            Hansock client = builder.build();
            open.add(new OpenClients.Made(name, client, properties));
            return client;
        } catch (ConfigurationException e) {
            throw configurer.blamed(e);
        }
    }

    private List<HansockListener> listeners(String client) {
        return Stream.concat(
                        listenerFactories.orderedStream().map(factory -> factory.create(client)),
                        listeners.orderedStream())
                .collect(ArrayList::new, List::add, List::addAll);
    }
}
