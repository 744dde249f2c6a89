package io.hansock.sample;

import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts three MariaDB servers, fills them, and starts the application on them; from nothing, by one command of the README. */
final class Demo {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);

    private Demo() {}

    /** {@code load} as the first argument starts no page, but {@link DemoLoadCommand}. */
    public static void main(String[] args) throws InterruptedException {
        boolean isLoad = args.length > 0 && args[0].equals("load");
        String[] rest = isLoad ? Arrays.copyOfRange(args, 1, args.length) : new String[0];
        LoadRun.Plan plan = DemoLoadCommand.plan(rest);
        log.info("Starting three MariaDB servers; the first time, they are fetched");
        DemoServers servers = DemoServers.start();
        servers.all().forEach(server -> log.info("Started {}", server));
        if (isLoad) {
            new DemoLoadCommand(System.out).run(servers, plan, rest);
            servers.close();
        } else {
            log.info(whereToLook(start(servers, args)));
        }
    }

    /**
     * Returns when every character is loaded and the application answers, to this machine alone, whatever its settings say: it has servers
     * killed. So it may show all that it knows.
     */
    static ConfigurableApplicationContext start(DemoServers servers, String... args) {
        SpringApplication application = new SpringApplication(SampleApplication.class);
        application.setAdditionalProfiles("demo");
        application.addInitializers(context -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("demo", Map.of("server.address", "127.0.0.1")));
            ((GenericApplicationContext) context).registerBean(DemoServers.class, () -> servers, definition -> {
                definition.setDestroyMethodName("");
            });
        });
        Map<String, Object> properties = servers.properties();
        properties.put("sample.load", true);
        application.setDefaultProperties(properties);
        return application.run(args);
    }

    /** The page's address holds the token by which its buttons kill and restart servers. */
    static String whereToLook(ConfigurableApplicationContext context) {
        return """
                Ready. Look at

                    http://localhost:PORT/#token=TOKEN

                or ask

                    http://localhost:PORT/characters/1F600
                    http://localhost:PORT/explain?text=na%C3%AFve%20%F0%9F%98%80
                    http://localhost:PORT/names?from=GREEK%20SMALL&limit=20
                    curl -i -X POST http://localhost:PORT/characters/1F600/views

                Ctrl-C ends the application and its servers.
                """.replace("PORT", context.getEnvironment().getRequiredProperty("local.server.port"))
                .replace("TOKEN", context.getBean(DemoToken.class).text());
    }
}
