package io.hansock.spring.boot.autoconfigure;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a template for each name in {@code hansock.clients}. */
final class FurtherTemplatesRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    FurtherTemplatesRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String client : FurtherBeans.clients(environment)) {
            String bean = HansockClients.beanName(client);
            registry.registerBeanDefinition(
                    bean + "Template",
                    FurtherBeans.definition(HansockTemplates.class, "further", client)
                            .addConstructorArgReference(bean)
                            .getBeanDefinition());
        }
    }
}
