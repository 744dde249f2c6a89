package io.hansock.sample;

import io.hansock.testing.MariaDbServer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Kills servers, restarts them and puts load on them: in the demonstration alone, for those who know its token. */
@RestController
@Profile("demo")
@RequestMapping("/demo")
class DemoController {
    private final DemoServers servers;
    private final DemoToken token;
    private final DemoLoad load;

    /** A server is killed or restarted by one thread at a time. */
    private final ReentrantLock turn = new ReentrantLock();

    DemoController(DemoServers servers, DemoToken token, DemoLoad load) {
        this.servers = servers;
        this.token = token;
        this.load = load;
    }

    /** Comes before each of the others. */
    @ModelAttribute
    void admit(HttpServletRequest request) {
        token.check(request);
    }

    @PostMapping("/servers/{name}/kill")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void kill(@PathVariable String name) {
        MariaDbServer server = server(name);
        inTurn(server::kill);
    }

    /** Returns when it answers again. */
    @PostMapping("/servers/{name}/restart")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restart(@PathVariable String name) {
        MariaDbServer server = server(name);
        inTurn(server::restart);
    }

    /** How the load is that runs, or ran last. */
    @GetMapping("/load")
    DemoLoad.View load() {
        return load.view();
    }

    /** Starts ten seconds of load, unless it runs. */
    @PostMapping("/load")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void startLoad() {
        load.start();
    }

    private void inTurn(Runnable deed) {
        turn.lock();
        try {
            deed.run();
        } finally {
            turn.unlock();
        }
    }

    private MariaDbServer server(String name) {
        return servers.all().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such server."));
    }
}
