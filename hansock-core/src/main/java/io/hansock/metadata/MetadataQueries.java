package io.hansock.metadata;

/**
 * What is asked of {@code information_schema}, in words that MariaDB and MySQL both take: the one passes over comments that begin with
 * {@code !80000}, the other over those that begin with {@code M!}. The names of database and table are always parameters.
 */
final class MetadataQueries {
    /**
     * Parameters: database, table, database, table. A temporary table that hides another has a row beside that one's. MariaDB looks for one table only
     * by what stands in a {@code where}: joined by an {@code on}, partitions of all the server's tables would be opened, for each reading.
     */
    static final String TABLE = """
            select table_name, table_type, engine,
            (select min(partition_method) from information_schema.partitions
            where table_schema = ? and table_name = ? and partition_ordinal_position = 1) as partition_method
            from information_schema.tables
            where table_schema = ? and table_name = ?""";

    /** Parameters: database, table. */
    static final String COLUMNS = """
            select table_name, column_name, data_type, column_type, is_nullable, column_default, extra, privileges,
            character_maximum_length as max_chars, character_octet_length as max_bytes,
            numeric_precision, numeric_scale, datetime_precision, character_set_name, collation_name,
            /*M! 1 */ /*!80000 0 */ as prints_statements
            from information_schema.columns
            where table_schema = ? and table_name = ?
            order by ordinal_position""";

    /** Parameters: database, table. */
    static final String KEYS = """
            select table_name, index_name, non_unique, column_name, sub_part, collation, index_type,
            /*M! ignored = 'NO' */ /*!80000 is_visible = 'YES' */ as visible
            from information_schema.statistics
            where table_schema = ? and table_name = ?
            order by index_name, seq_in_index""";

    /** The account as these tables write it; a name may hold an at sign, a host not. */
    private static final String GRANTEE = """
            concat('''', left(current_user(), char_length(current_user()) - char_length(substring_index(current_user(), '@', -1)) - 1),
            '''@''', substring_index(current_user(), '@', -1), '''')""";

    /**
     * Triggers, and privileges that columns do not have. Parameters: database, table, database, table, database.
     *
     * <p>What an account may do in a database is kept under a pattern of names, hence the {@code like}. Those who may see others'
     * privileges too are told them all, hence the account.
     */
    static final String EXTRAS = """
            select 'trigger' as kind, event_manipulation as word from information_schema.triggers
            where event_object_schema = ? and event_object_table = ?
            union all
            select 'privilege', privilege_type from information_schema.table_privileges
            where table_schema = ? and table_name = ? and grantee = %1$s
            union all
            select 'privilege', privilege_type from information_schema.schema_privileges
            where ? like table_schema and grantee = %1$s
            union all
            select 'privilege', privilege_type from information_schema.user_privileges where grantee = %1$s
            union all
            select 'nobody', '' from dual where current_user() = '@'""".formatted(GRANTEE);

    private MetadataQueries() {}

    /** The statement that gives the table as a statement; only there is every user told of CHECK constraints. */
    static String definition(String database, String table) {
        return "show create table " + quoted(database) + "." + quoted(table);
    }

    private static String quoted(String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name has characters, and none of them is a control character");
        }
        return "`" + name.replace("`", "``") + "`";
    }
}
