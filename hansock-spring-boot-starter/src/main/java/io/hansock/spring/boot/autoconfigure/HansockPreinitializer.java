package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.spring.HansockTemplate;
import java.util.Map;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Makes a client of properties and throws it away, so that the classes are there when the main thread makes that of the application: they are
 * most of what a first start costs. Called by Spring Boot once in a process, beside the start of the application. It connects to nothing and
 * starts no thread. Nobody tells it of the application's properties, so it is done for a client that is turned off, too.
 */
final class HansockPreinitializer implements BackgroundPreinitializer {
    private static final Map<String, String> PROPERTIES =
            Map.of("hansock.username", "nobody", "hansock.servers.none.host", "127.0.0.1");

    @Override
    public void preinitialize() {
        HansockProperties properties = new Binder(new MapConfigurationPropertySource(PROPERTIES))
                .bindOrCreate("hansock", HansockProperties.class);
        HansockBuilder builder = Hansock.builder();
        new HansockBuilderConfigurer(
                        "hansock", properties, new PropertiesHansockConnectionDetails("hansock", properties), null)
                .configure(builder);
        try (Hansock client = builder.build()) {
            HansockTemplate unused = new HansockTemplate(client);
        }
    }
}
