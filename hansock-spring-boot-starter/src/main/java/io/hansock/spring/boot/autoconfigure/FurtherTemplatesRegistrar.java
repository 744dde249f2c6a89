package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.spring.HansockOperations;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers a template for each name in {@code hansock.clients} for which the application has none of its own. */
final class FurtherTemplatesRegistrar implements ImportBeanDefinitionRegistrar {
    private final Environment environment;

    FurtherTemplatesRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String client : FurtherBeans.clients(environment)) {
            String made = HansockClients.beanName(client);
            String template = made + "Template";
            String hansock = FurtherBeans.present(registry, Hansock.class, client, made);
            if (hansock != null && FurtherBeans.present(registry, HansockOperations.class, client, template) == null) {
                registry.registerBeanDefinition(
                        template,
                        FurtherBeans.definition(HansockTemplates.class, "further", client)
                                .addConstructorArgReference(hansock)
                                .getBeanDefinition());
            }
        }
    }
}
