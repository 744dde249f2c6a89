package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** Two properties that are alike are tried with the same values: both begin at the seed of the run. */
class SeededPropertiesTest {
    private static final int TRIES = 20;
    private static final List<Integer> one = new ArrayList<>();
    private static final List<Integer> other = new ArrayList<>();

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void one(@ForAll int number) {
        one.add(number);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void other(@ForAll int number) {
        other.add(number);
    }

    @AfterContainer
    static void bothHadTheSame() {
        assertThat(one).hasSize(TRIES).isEqualTo(other);
    }
}
