package io.hansock.model;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Upsert;
import io.hansock.value.Row;
import java.util.List;

/** One call of a client. */
sealed interface Step {
    /** Rows along an index. */
    record Search(Find<Row> find) implements Step {}

    /** A row by its primary key. */
    record One(List<Object> key) implements Step {}

    /** Rows by their primary keys; a key is one value, or a list of as many as the key has columns. */
    record Many(List<Object> keys) implements Step {}

    /** A new row. */
    record Put(Insert<Row> insert) implements Step {}

    /** A row that is new or changed. */
    record PutOver(Upsert<Row> upsert) implements Step {}

    /** A column of one row added to, and the sum. */
    record Sum(List<Object> key, String column, long by) implements Step {
        Increment<Row> increment(Schema schema) {
            return schema.table().key(key.toArray()).increment(column, by);
        }
    }

    /** Columns of one row added to, and the row as it is then. */
    record Sums(Increment<Row> increment) implements Step {}

    /** Changed rows, counted. */
    record Alter(Change<Row> change) implements Step {}

    /** Changed rows, as they were. */
    record AlterOld(ReturningOld<Row> change) implements Step {}

    /** A call that must be refused, by that rule. */
    record Illegal(Step call, String rule) implements Step {}

    /** Whether it leaves the table as it is. */
    default boolean isRead() {
        return this instanceof Search || this instanceof One || this instanceof Many || this instanceof Illegal;
    }
}
