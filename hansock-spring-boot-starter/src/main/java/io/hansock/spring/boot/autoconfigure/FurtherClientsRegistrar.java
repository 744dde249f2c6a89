package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a client for each name in {@code hansock.clients} for which the application has none of its own. */
final class FurtherClientsRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    FurtherClientsRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String client : FurtherBeans.clients(environment)) {
            String bean = HansockClients.beanName(client);
            if (FurtherBeans.present(registry, Hansock.class, client, bean) == null) {
                // which OpenClients ends
                registry.registerBeanDefinition(
                        bean,
                        FurtherBeans.definition(FurtherClients.class, "client", client)
                                .setDestroyMethodName("")
                                .getBeanDefinition());
            }
        }
    }
}
