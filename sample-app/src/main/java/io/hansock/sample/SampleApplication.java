package io.hansock.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the Unicode explorer. {@link CharacterController} says what it answers, {@link Characters} how it asks the servers, and
 * {@link CharacterLoader} how they are filled.
 */
@SpringBootApplication
public class SampleApplication {
    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }
}
