package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import io.hansock.Hansock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/** Makes the clients in {@code hansock.clients}. Stateless. */
final class FurtherClients {
    private FurtherClients() {}

    static Hansock client(
            String name, HansockFactory factory, HansockClientsProperties clients, ListableBeanFactory beans) {
        HansockProperties properties = properties(name, clients);
        HansockConnectionDetails details = only(name, beans, HansockConnectionDetails.class);
        return factory.create(
                name,
                FurtherBeans.prefix(name),
                properties,
                details == null
                        ? new PropertiesHansockConnectionDetails(FurtherBeans.prefix(name), properties)
                        : details,
                customizers(name, beans));
    }

    static HansockProperties properties(String name, HansockClientsProperties clients) {
        HansockProperties properties = clients.clients().get(name);
        if (properties == null) {
            throw new ConfigurationException("there are no properties " + FurtherBeans.prefix(name) + " any longer");
        }
        return properties;
    }

    private static <T> @Nullable T only(String name, ListableBeanFactory beans, Class<T> type) {
        Map<String, T> qualified = BeanFactoryAnnotationUtils.qualifiedBeansOfType(beans, type, name);
        if (qualified.size() > 1) {
            throw new ConfigurationException("client " + name + " has several: " + qualified.keySet());
        }
        return qualified.isEmpty() ? null : qualified.values().iterator().next();
    }

    private static List<HansockBuilderCustomizer> customizers(String name, ListableBeanFactory beans) {
        return BeanFactoryAnnotationUtils.qualifiedBeansOfType(beans, HansockBuilderCustomizer.class, name)
                .values()
                .stream()
                .sorted(AnnotationAwareOrderComparator.INSTANCE)
                .toList();
    }
}
