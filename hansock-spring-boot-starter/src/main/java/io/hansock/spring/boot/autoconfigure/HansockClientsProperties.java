package io.hansock.spring.boot.autoconfigure;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of further clients.
 *
 * @param clients Further clients by name, each with all the properties that there are under 'hansock' for the one without a
 *     name. None of these is inherited. Their beans are asked for by '@Qualifier' with the name.
 */
@ConfigurationProperties("hansock")
public record HansockClientsProperties(@DefaultValue Map<String, HansockProperties> clients) {}
