package io.hansock.sample;

import io.hansock.Hansock;
import io.hansock.ring.Point;
import io.hansock.ring.Ring;
import io.hansock.ring.Share;
import java.util.ArrayList;
import java.util.List;

/**
 * The ring, to be drawn.
 *
 * @param servers what each server owns, in their configured order
 * @param points where the arcs end, in rising order
 */
record RingView(List<Owned> servers, List<End> points) {
    RingView {
        servers = List.copyOf(servers);
        points = List.copyOf(points);
    }

    /**
     * What a server owns.
     *
     * @param name its configured name
     * @param weight its weight
     * @param points how many points of the ring are its own
     * @param fraction the part of all keys, from 0 to 1
     */
    record Owned(String name, int weight, int points, double fraction) {}

    /**
     * The end of an arc, which begins at the end before; the first one begins at the last.
     *
     * @param place from 0 to 1
     * @param server whose it is: its place among the servers, from 0
     */
    record End(double place, int server) {}

    static RingView of(Hansock hansock) {
        Ring ring = hansock.ring();
        List<Owned> servers = new ArrayList<>();
        for (int i = 0; i < ring.nodes().size(); i++) {
            Share share = ring.shares().get(i);
            String name = hansock.servers().get(i).name();
            servers.add(new Owned(name, share.node().weight(), share.points(), share.fraction()));
        }
        List<End> points = ring.points().stream().map(point -> end(ring, point)).toList();
        return new RingView(servers, points);
    }

    private static End end(Ring ring, Point point) {
        return new End((double) point.hash() / Ring.HASHES, ring.nodes().indexOf(point.node()));
    }
}
