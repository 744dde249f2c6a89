package io.hansock.spring.boot.autoconfigure;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a client for each name in {@code hansock.clients}. */
final class FurtherClientsRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    FurtherClientsRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String client : FurtherBeans.clients(environment)) {
            registry.registerBeanDefinition(
                    HansockClients.beanName(client),
                    FurtherBeans.definition(FurtherClients.class, "client", client)
                            .getBeanDefinition());
        }
    }
}
