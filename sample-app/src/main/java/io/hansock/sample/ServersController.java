package io.hansock.sample;

import io.hansock.Hansock;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the page shows of the servers. Asks none of them anything. */
@RestController
@RequestMapping("/api")
class ServersController {
    private final Hansock hansock;
    private final Activity activity;

    ServersController(Hansock hansock, Activity activity) {
        this.hansock = hansock;
        this.activity = activity;
    }

    /** Which server owns what; does not change while the application runs. */
    @GetMapping("/ring")
    RingView ring() {
        return RingView.of(hansock);
    }

    /** How the servers are, and what was measured behind the sample of that number. */
    @GetMapping("/now")
    Now now(@RequestParam(defaultValue = "0") long after) {
        return new Now(hansock.states().stream().map(ServerView::of).toList(), activity.after(after));
    }

    /**
     * What there is to tell each second.
     *
     * @param servers in their configured order
     * @param samples oldest first
     */
    record Now(List<ServerView> servers, List<Sample> samples) {}
}
