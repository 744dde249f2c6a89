package io.hansock.spring.boot.autoconfigure;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is to be a client without a name: unless there are further ones, and nothing says where its servers are. */
final class OnDefaultClientCondition extends SpringBootCondition implements ConfigurationCondition {
    private static final Bindable<Map<String, Object>> ANYTHING = Bindable.mapOf(String.class, Object.class);

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("Hansock client without a name");
        if (!isSet(context.getEnvironment(), "hansock.clients")) {
            return ConditionOutcome.match(message.because("there are no further clients"));
        }
        if (isSet(context.getEnvironment(), "hansock.servers")) {
            return ConditionOutcome.match(message.because("hansock.servers is set"));
        }
        return hasDetails(context.getBeanFactory())
                ? ConditionOutcome.match(message.because("there are connection details"))
                : ConditionOutcome.noMatch(message.because("there are further clients, and no hansock.servers"));
    }

    /** Those of further clients are no default candidates. */
    private static boolean hasDetails(@Nullable ConfigurableListableBeanFactory beans) {
        return beans != null
                && Arrays.stream(beans.getBeanNamesForType(HansockConnectionDetails.class, true, false))
                        .anyMatch(bean -> !beans.containsBeanDefinition(bean)
                                || !(beans.getMergedBeanDefinition(bean) instanceof AbstractBeanDefinition definition)
                                || definition.isDefaultCandidate());
    }

    private static boolean isSet(Environment environment, String property) {
        return Binder.get(environment)
                .bind(property, ANYTHING)
                .map(values -> !values.isEmpty())
                .orElse(false);
    }
}
