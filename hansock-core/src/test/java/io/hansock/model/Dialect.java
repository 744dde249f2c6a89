package io.hansock.model;

/** Whose SQL it is, as far as types have other names. */
enum Dialect {
    /** MariaDB's. */
    MARIADB,
    /** MySQL's. */
    MYSQL
}
