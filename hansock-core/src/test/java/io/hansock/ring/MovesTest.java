package io.hansock.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MovesTest {
    private static final Ring TWO = Ring.of(new Node("a"), new Node("b"));
    private static final Ring THREE = Ring.of(new Node("a"), new Node("b"), new Node("c"));

    @Test
    void nothingMovesToTheSameRingWhateverTheOrderOfItsNodes() {
        Moves moves = TWO.moves(Ring.of(new Node("b"), new Node("a")));
        assertThat(moves.arcs()).isEmpty();
        assertThat(moves.hashes()).isZero();
        assertThat(moves.fraction()).isZero();
    }

    @Test
    void whatMovesToANewNodeIsItsShare() {
        Moves moves = TWO.moves(THREE);
        assertThat(moves.arcs()).extracting(Moves.Arc::newOwner).containsOnly("c");
        assertThat(moves.hashes()).isEqualTo(THREE.shares().get(2).hashes());
        assertThat(moves.fraction()).isBetween(0.2, 0.5);
    }

    @Test
    void everythingMovesBetweenRingsWithoutACommonLabelInOneArcIfBothHaveOneNode() {
        assertThat(Ring.of(new Node("a")).moves(Ring.of(new Node("b"))))
                .isEqualTo(new Moves(List.of(new Moves.Arc(0, Ring.HASHES - 1, "a", "b"))));
        assertThat(TWO.moves(Ring.of(new Node("c"), new Node("d"))).fraction()).isEqualTo(1.0);
    }

    @Test
    void aKeyMovesIfItsOwnersLabelChanges() {
        byte[] key = "user:1000".getBytes(UTF_8);
        Ring without = Ring.of(THREE.nodes().stream()
                .filter(node -> !node.equals(THREE.owner(key)))
                .toList());
        assertThat(THREE.moves(key, without)).isTrue();
        assertThat(THREE.moves(key, THREE)).isFalse();
    }

    @Test
    void arcsCannotBeChanged() {
        assertThatThrownBy(() -> TWO.moves(THREE).arcs().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
