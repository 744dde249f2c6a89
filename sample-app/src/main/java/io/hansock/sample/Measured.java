package io.hansock.sample;

import io.hansock.spring.boot.autoconfigure.HansockBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the client tell the meter what it does. */
@Configuration(proxyBeanMethods = false)
class Measured {
    @Bean
    HansockBuilderCustomizer tellsTheMeter(CallMeter meter) {
        return builder -> builder.listener(meter);
    }
}
