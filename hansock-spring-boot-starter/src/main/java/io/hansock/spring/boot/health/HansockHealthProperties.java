package io.hansock.spring.boot.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the health of servers.
 *
 * @param probe Whether to ask the servers each time. Otherwise health is what the client knows from its calls and from looking
 *     after the servers.
 * @param probeTimeout How long asking all of them, at the same time, may take. A server that has not answered by then is
 *     down.
 */
@ConfigurationProperties("hansock.health")
public record HansockHealthProperties(
        @DefaultValue("false") boolean probe,
        @DefaultValue("1s") Duration probeTimeout) {}
