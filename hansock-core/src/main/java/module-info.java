/** The Hansock client: commands by key over HandlerSocket, on the rows that SQL sees. */
module io.hansock {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.hansock;
    exports io.hansock.batch;
    exports io.hansock.index;
    exports io.hansock.ring;
    exports io.hansock.sql;
    exports io.hansock.value;
}
