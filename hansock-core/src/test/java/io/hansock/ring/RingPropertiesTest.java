package io.hansock.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class RingPropertiesTest {
    /** Any weights, so that points are many, few and none. At least one node owns something. */
    @Provide
    Arbitrary<Ring> rings() {
        Arbitrary<Node> node = Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(100)),
                                Tuple.of(3, Arbitraries.integers().between(0, 2_000))))
                .as((number, weight) -> new Node("10.0.0." + number + ":9998", weight));
        return node.list()
                .uniqueElements(Node::label)
                .ofMinSize(1)
                .ofMaxSize(8)
                .filter(nodes -> nodes.stream().anyMatch(one -> one.weight() > 0))
                .map(Ring::of);
    }

    @Property(tries = 200)
    void sharesSumUpToTheWholeRing(@ForAll("rings") Ring ring) {
        List<Share> shares = ring.shares();
        assertThat(shares).extracting(Share::node).isEqualTo(ring.nodes());
        assertThat(shares.stream().mapToLong(Share::hashes).sum()).isEqualTo(Ring.HASHES);
        assertThat(shares.stream().mapToInt(Share::points).sum())
                .isEqualTo(ring.points().size());
    }

    @Property(tries = 300)
    void aKeyIsWhereTheDefinitionPutsIt(@ForAll("rings") Ring ring, @ForAll byte[] key) {
        List<Point> points = new ArrayList<>(ring.points());
        assertThat(points).isSortedAccordingTo(Comparator.comparingLong(Point::hash));
        long hash = Ring.hash(key);
        Point expected = points.stream()
                .filter(point -> point.hash() >= hash)
                .findFirst()
                .orElse(points.get(0));
        assertThat(ring.point(key)).isEqualTo(expected);
        assertThat(ring.owner(key)).isEqualTo(expected.node());
    }

    @Property(tries = 300)
    void whereNodesAreMissingTheNextOnTheRingStandsIn(
            @ForAll("rings") Ring ring, @ForAll byte[] key, @ForAll int mask) {
        IntPredicate left = index -> (mask >> index & 1) == 1;
        long hash = Ring.hash(key);
        List<Node> inOrder = Stream.concat(
                        ring.points().stream().filter(point -> point.hash() >= hash),
                        ring.points().stream().filter(point -> point.hash() < hash))
                .map(Point::node)
                .toList();
        int expected = inOrder.stream()
                .mapToInt(ring.nodes()::indexOf)
                .filter(left)
                .findFirst()
                .orElse(-1);
        assertThat(ring.locate(key, left)).isEqualTo(expected);
        assertThat(ring.locate(key, any -> true)).isEqualTo(ring.locate(key));
    }

    @Property(tries = 200)
    void aNewNodeAmongEqualsTakesKeysAndMovesNoneElsewhere(@ForAll @IntRange(min = 1, max = 30) int count) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(new Node("10.0.0." + i + ":9998"));
        }
        Ring before = Ring.of(nodes);
        nodes.add(new Node("10.0.1.1:9998"));
        Ring after = Ring.of(nodes);
        Moves moves = before.moves(after);
        assertThat(moves.arcs()).extracting(Moves.Arc::newOwner).containsOnly("10.0.1.1:9998");
        assertThat(moves.hashes()).isEqualTo(after.shares().get(count).hashes());
    }

    @Property(tries = 300)
    void arcsSayOfEachKeyWhetherAndWhereItMoves(
            @ForAll("rings") Ring before, @ForAll("rings") Ring after, @ForAll byte[] key) {
        long hash = Ring.hash(key);
        List<Moves.Arc> around = before.moves(after).arcs().stream()
                .filter(arc -> arc.from() <= hash && hash <= arc.to())
                .toList();
        if (before.moves(key, after)) {
            assertThat(around).singleElement().satisfies(arc -> {
                assertThat(arc.oldOwner()).isEqualTo(before.owner(key).label());
                assertThat(arc.newOwner()).isEqualTo(after.owner(key).label());
            });
        } else {
            assertThat(around).isEmpty();
        }
    }

    @Property(tries = 200)
    void arcsAreInOrderWithoutOverlapAndTheWayBackIsTheSame(@ForAll("rings") Ring before, @ForAll("rings") Ring after) {
        Moves there = before.moves(after);
        long free = 0;
        for (Moves.Arc arc : there.arcs()) {
            assertThat(arc.from()).isGreaterThanOrEqualTo(free);
            assertThat(arc.hashes()).isPositive();
            assertThat(arc.oldOwner()).isNotEqualTo(arc.newOwner());
            free = arc.to() + 1;
        }
        assertThat(free).isLessThanOrEqualTo(Ring.HASHES);
        assertThat(after.moves(before).arcs())
                .isEqualTo(there.arcs().stream().map(RingPropertiesTest::back).toList());
    }

    private static Moves.Arc back(Moves.Arc there) {
        String leaves = there.newOwner();
        String reaches = there.oldOwner();
        return new Moves.Arc(there.from(), there.to(), leaves, reaches);
    }
}
