package io.hansock.spring;

import io.hansock.sql.RowStream;
import io.hansock.value.Columns;
import io.hansock.value.Row;

/** Rows that arrive, whose failures are what a template throws. For one thread. */
final class TranslatedRows implements RowStream {
    private final RowStream rows;
    private final TranslatedStatements statements;

    TranslatedRows(RowStream rows, TranslatedStatements statements) {
        this.rows = rows;
        this.statements = statements;
    }

    @Override
    public Columns columns() {
        return rows.columns();
    }

    @Override
    public boolean hasNext() {
        return statements.run(rows::hasNext);
    }

    @Override
    public Row next() {
        return statements.run(rows::next);
    }

    @Override
    public void close() {
        boolean unused = statements.run(() -> {
            rows.close();
            return true;
        });
    }
}
