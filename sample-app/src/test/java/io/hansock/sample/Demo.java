package io.hansock.sample;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts three MariaDB servers, fills them, and starts the application on them; from nothing, by one command of the README. */
final class Demo {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);

    private Demo() {}

    public static void main(String[] args) {
        log.info("Starting three MariaDB servers; the first time, they are fetched");
        DemoServers servers = DemoServers.start();
        servers.all().forEach(server -> log.info("Started {}", server));
        log.info(whereToLook(start(servers, args)));
    }

    /** Returns when every character is loaded and the application answers. */
    static ConfigurableApplicationContext start(DemoServers servers, String... args) {
        SpringApplication application = new SpringApplication(SampleApplication.class);
        Map<String, Object> properties = servers.properties();
        properties.put("sample.load", true);
        application.setDefaultProperties(properties);
        return application.run(args);
    }

    static String whereToLook(ConfigurableApplicationContext context) {
        return """
                Ready. Look at

                    http://localhost:PORT/characters/1F600
                    http://localhost:PORT/explain?text=na%C3%AFve%20%F0%9F%98%80
                    http://localhost:PORT/names?from=GREEK%20SMALL&limit=20
                    curl -i -X POST http://localhost:PORT/characters/1F600/views

                Ctrl-C ends the application and its servers.
                """.replace("PORT", context.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
