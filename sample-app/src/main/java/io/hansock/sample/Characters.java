package io.hansock.sample;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.spring.HansockOperations;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The table {@code characters}, spread over all servers by code point. */
@Repository
class Characters {
    static final Table<CodePoint> TABLE = Table.of("characters", CodePoint.class);

    /** The column is {@code ascii_bin}: bytes are ordered alike everywhere, so ranges of several servers can be merged. */
    private static final Index<CodePoint> BY_NAME = TABLE.index("by_name", "name");

    private final HansockOperations hansock;

    Characters(HansockOperations hansock) {
        this.hansock = hansock;
    }

    /** One find, on the server that has it. */
    Optional<CodePoint> find(int codePoint) {
        return hansock.findOne(TABLE, codePoint);
    }

    /** One round trip to each server that has some of them. */
    Map<Integer, CodePoint> findAll(Collection<Integer> codePoints) {
        return hansock.findAll(TABLE, codePoints);
    }

    /** A range of each server's index, merged. */
    List<CodePoint> fromName(String name, int limit) {
        return hansock.find(BY_NAME.ge(name).limit(limit).onAllServers());
    }

    /** Counts a view, on the server that has it; false if there is no such character. */
    boolean addView(int codePoint) {
        return hansock.increment(TABLE.key(codePoint), "views", 1);
    }
}
