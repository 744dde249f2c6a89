package io.hansock.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the Unicode explorer. {@link CharacterController} says what it answers, {@link ExplorerController} and
 * {@link ServersController} what its page asks, {@link Characters} how the servers are asked, and {@link CharacterLoader} how they are
 * filled.
 */
@SpringBootApplication
@EnableScheduling
public class SampleApplication {
    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }
}
