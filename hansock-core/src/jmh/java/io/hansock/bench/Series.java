package io.hansock.bench;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** All turns of one contender in one setting, one a round. */
record Series(Contender contender, List<Turn> turns, OptionalDouble systemCalls) {
    Series {
        turns = List.copyOf(turns);
    }

    Spread of(ToDoubleFunction<Turn> figure) {
        return Spread.of(turns.stream().mapToDouble(figure).toArray());
    }

    /** This contender's figure divided by the other's, round by round, so that what disturbs a whole round cancels out. */
    Spread ratio(Series other, ToDoubleFunction<Turn> figure) {
        double[] ratios = new double[turns.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(turns.get(i)) / figure.applyAsDouble(other.turns.get(i));
        }
        return Spread.of(ratios);
    }

    /** Where the figures lie. */
    record Spread(double lowest, double median, double highest) {
        static Spread of(double[] figures) {
            double[] sorted = figures.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }
    }
}
