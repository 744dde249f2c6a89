package io.hansock.spring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;

/** What the beans of further clients have in common. Stateless. */
final class FurtherBeans {
    private static final Bindable<Map<String, Object>> NAMES = Bindable.mapOf(String.class, Object.class);

    private FurtherBeans() {}

    /** What the names of a client's properties begin with. */
    static String prefix(String client) {
        return new PropertyChecks("hansock").name("clients", client).toString();
    }

    /** The clients that are not turned off. */
    static List<String> clients(Environment environment) {
        Map<String, Object> all =
                Binder.get(environment).bind("hansock.clients", NAMES).orElse(Map.of());
        if (all.containsKey(HansockClients.DEFAULT)) {
            throw new InvalidConfigurationPropertyValueException(
                    prefix(HansockClients.DEFAULT),
                    null,
                    "the client without a name is called so; choose another name, or say what is below it below 'hansock' itself");
        }
        return all.keySet().stream()
                .filter(client -> isEnabled(client, all.get(client)))
                .toList();
    }

    /** Names as they are bound need not be names that the environment can be asked for: they may have capitals. */
    private static boolean isEnabled(String client, @Nullable Object settings) {
        if (!(settings instanceof Map<?, ?> properties)) {
            throw new InvalidConfigurationPropertyValueException(
                    prefix(client), settings, "a client has properties of its own, such as 'servers.<name>.host'");
        }
        return properties.entrySet().stream()
                .filter(property -> "enabled".equalsIgnoreCase(String.valueOf(property.getKey())))
                .allMatch(property -> isTrue(prefix(client) + ".enabled", property.getValue()));
    }

    private static boolean isTrue(String property, @Nullable Object value) {
        try {
            return Boolean.TRUE.equals(
                    ApplicationConversionService.getSharedInstance().convert(value, Boolean.class));
        } catch (ConversionException e) {
            throw new InvalidConfigurationPropertyValueException(property, value, "it must be true or false", e);
        }
    }

    /** The bean of that type that the application has for a client: one of that name or qualifier; null if it has none. */
    static @Nullable String present(BeanDefinitionRegistry registry, Class<?> type, String client, String name) {
        if (registry.containsBeanDefinition(name) || !(registry instanceof ListableBeanFactory beans)) {
            return registry.containsBeanDefinition(name) ? name : null;
        }
        return Arrays.stream(beans.getBeanNamesForType(type, true, false))
                .filter(bean -> BeanFactoryAnnotationUtils.isQualifierMatch(client::equals, bean, beans))
                .findFirst()
                .orElse(null);
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
