package io.hansock.spring.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What the beans of further clients have in common. Stateless. */
final class FurtherBeans {
    private static final Bindable<Map<String, Object>> NAMES = Bindable.mapOf(String.class, Object.class);

    private FurtherBeans() {}

    /** What the names of a client's properties begin with. */
    static String prefix(String client) {
        return "hansock.clients." + client;
    }

    /** The clients that are not turned off. */
    static List<String> clients(Environment environment) {
        return Binder.get(environment).bind("hansock.clients", NAMES).orElse(Map.of()).keySet().stream()
                .filter(client -> environment.getProperty(prefix(client) + ".enabled", Boolean.class, true))
                .toList();
    }

    /** A bean for who asks by the name of the client: made by a static method, whose first argument that name is. */
    static BeanDefinitionBuilder definition(Class<?> maker, String method, String client) {
        BeanDefinitionBuilder builder = BeanDefinitionBuilder.rootBeanDefinition(maker, method)
                .setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR)
                .addConstructorArgValue(client);
        AbstractBeanDefinition definition = builder.getRawBeanDefinition();
        definition.setDefaultCandidate(false);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
        return builder;
    }
}
