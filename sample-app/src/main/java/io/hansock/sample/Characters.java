package io.hansock.sample;

import io.hansock.Hansock;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.ring.Ring;
import io.hansock.spring.HansockOperations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

/** The table {@code characters}, spread over all servers by code point. */
@Repository
class Characters {
    static final Table<CodePoint> TABLE = Table.of("characters", CodePoint.class);

    /** The column is {@code ascii_bin}: bytes are ordered alike everywhere, so ranges of several servers can be merged. */
    private static final Index<CodePoint> BY_NAME = TABLE.index("by_name", "name");

    private static final Comparator<CodePoint> MOST_VIEWED_FIRST =
            Comparator.comparingLong(CodePoint::views).reversed().thenComparingInt(CodePoint::codePoint);

    private final HansockOperations operations;
    private final Hansock hansock;

    Characters(HansockOperations operations, Hansock hansock) {
        this.operations = operations;
        this.hansock = hansock;
    }

    /** One find, on the server that has it. */
    Optional<CodePoint> find(int codePoint) {
        return operations.findOne(TABLE, codePoint);
    }

    /** One round trip to each server that has some of them; all or none. */
    Map<Integer, CodePoint> findAll(Collection<Integer> codePoints) {
        return operations.findAll(TABLE, codePoints);
    }

    /** The same, but a server that does not answer costs its own characters alone. */
    Found findWhatAnswers(Collection<Integer> codePoints) {
        Map<String, List<Integer>> shares = codePoints.stream()
                .distinct()
                .collect(Collectors.groupingBy(this::owner, TreeMap::new, Collectors.toList()));
        Map<String, CompletableFuture<Map<Integer, CodePoint>>> answers = new LinkedHashMap<>();
        shares.forEach((server, share) -> answers.put(server, operations.async().findAll(TABLE, share)));
        Map<Integer, CodePoint> rows = new HashMap<>();
        List<String> silent = new ArrayList<>();
        answers.forEach((server, answer) -> {
            try {
                rows.putAll(answer.join());
            } catch (CompletionException e) {
                silent.add(Silence.of(e.getCause()).orElseThrow(() -> e));
            }
        });
        return new Found(rows, silent);
    }

    /** A range of each server's index, merged. */
    List<CodePoint> fromName(String name, int limit) {
        return operations.find(BY_NAME.ge(name).limit(limit).onAllServers());
    }

    /** Those that were looked at most: each server sorts its own by SQL, and the lists are merged. */
    List<CodePoint> mostViewed(int limit) {
        List<CodePoint> ofAll = operations.sqlOnAllServers(all -> all.query(
                        "select code_point, name, script, views from characters where views > 0"
                                + " order by views desc, code_point limit ?",
                        limit)
                .mergedBy(MOST_VIEWED_FIRST)
                .list(CodePoint.class));
        return ofAll.stream().limit(limit).toList();
    }

    /** Counts a view, on the server that has it; false if there is no such character. */
    boolean addView(int codePoint) {
        return operations.increment(TABLE.key(codePoint), "views", 1);
    }

    /** Where a character is kept, whether there is one or not. Asks no server. */
    Home home(int codePoint) {
        byte[] key = Integer.toString(codePoint).getBytes(StandardCharsets.US_ASCII);
        return new Home(owner(codePoint), (double) Ring.hash(key) / Ring.HASHES);
    }

    private String owner(int codePoint) {
        return hansock.owner(TABLE, codePoint);
    }
}
