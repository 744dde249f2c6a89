package io.hansock.faults;

import io.hansock.HandlerSocketSettings;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.sql.TlsMode;
import io.hansock.testing.FaultyProxy;

/** One or a few commands, one after the other, over one connection if it lasts: from connecting and logging in to the last answer. */
enum Speech {
    READ_OVER_HANDLERSOCKET {
        @Override
        void speak(Speaker speaker) {
            speaker.read();
        }
    },
    WRITE_OVER_HANDLERSOCKET {
        @Override
        void speak(Speaker speaker) {
            speaker.insertUpdateDelete();
        }
    },
    READ_OVER_SQL {
        @Override
        void speak(Speaker speaker) {
            speaker.read();
        }
    },
    WRITE_OVER_SQL {
        @Override
        void speak(Speaker speaker) {
            speaker.insertUpdateDelete();
        }
    },
    WRITE_OVER_TLS {
        @Override
        void speak(Speaker speaker) {
            speaker.insertUpdateDelete();
        }
    },
    UPSERT {
        @Override
        void speak(Speaker speaker) {
            speaker.upsertTwice();
        }
    },

    /** Of a table with another unique key: several statements on a session, each for itself. */
    UPSERT_BESIDE_ANOTHER_KEY {
        @Override
        void speak(Speaker speaker) {
            speaker.upsertTwice();
        }
    },

    /** A transaction on a session. */
    INCREMENT_AND_GET {
        @Override
        void speak(Speaker speaker) {
            speaker.count();
        }
    },

    /** A transaction of several statements on a session. */
    CHANGE_OF_SEVERAL_ROWS {
        @Override
        void speak(Speaker speaker) {
            speaker.changeTeam();
        }
    },

    /** The same, which answers the rows as they were. */
    CHANGE_THAT_ANSWERS_OLD_ROWS {
        @Override
        void speak(Speaker speaker) {
            speaker.replaceTeam();
        }
    },

    /** A transaction of the user's own, without autocommit since some of it is pipelined. */
    TRANSACTION {
        @Override
        void speak(Speaker speaker) {
            speaker.changeTeamInTransaction();
        }
    };

    /** One of the {@link #GROUP} rows of a team, which are changed together. */
    record Member(long id, long team, long n) {}

    static final Table<Entry> ENTRIES = Manner.SQL.table();
    static final Table<Member> MEMBERS = Table.of("members", Member.class);
    static final Index<Member> BY_TEAM = MEMBERS.index("by_team", "team");
    static final int GROUP = 3;

    /** Of HandlerSocket's ports. */
    static final String READ_SECRET = "read";

    static final String WRITE_SECRET = "write";

    /** Makes the table of teams. */
    static String layingStatements(int teams) {
        return "create table " + Manner.DATABASE
                + ".members (id bigint primary key, team bigint not null, n bigint not null,"
                + " key by_team (team)); insert into " + Manner.DATABASE + ".members select seq, seq div " + GROUP
                + ", 0 from " + Manner.DATABASE + ".seq_0_to_" + (teams * GROUP - 1);
    }

    private boolean overHandlerSocket() {
        return this == READ_OVER_HANDLERSOCKET || this == WRITE_OVER_HANDLERSOCKET;
    }

    /** The login included. */
    boolean isSweptWholly() {
        return overHandlerSocket() || this == READ_OVER_SQL || this == WRITE_OVER_SQL;
    }

    boolean overTls() {
        return this == WRITE_OVER_TLS;
    }

    /** What else the table of entries needs. */
    String furtherStatements() {
        return this == UPSERT_BESIDE_ANOTHER_KEY
                ? "alter table " + Manner.DATABASE + "." + ENTRIES.name() + " add unique key (token)"
                : "do 1";
    }

    /** The port that it goes by. */
    int port(Backend server) {
        return switch (this) {
            case READ_OVER_HANDLERSOCKET -> server.readPort().orElseThrow();
            case WRITE_OVER_HANDLERSOCKET -> server.writePort().orElseThrow();
            default -> server.sqlPort();
        };
    }

    /** Of a client that has one connection for it. */
    HansockBuilder client(Backend server, FaultyProxy proxy) {
        HansockBuilder builder = Hansock.builder()
                .database(Manner.DATABASE)
                .requestTimeout(Scene.TIMEOUT)
                .connectTimeout(Scene.TIMEOUT)
                .channelsPerPort(1)
                .sqlChannels(1)
                .sqlSessions(1);
        ServerSettings settings = ServerSettings.of("east", "127.0.0.1");
        if (overHandlerSocket()) {
            boolean reads = this == READ_OVER_HANDLERSOCKET;
            return builder.writes(Writes.HANDLERSOCKET)
                    .server(settings.readPort(
                                    reads ? proxy.port() : server.readPort().orElseThrow())
                            .writePort(reads ? server.writePort().orElseThrow() : proxy.port())
                            .readSecret(READ_SECRET)
                            .writeSecret(WRITE_SECRET));
        }
        return builder.user(Backend.USER)
                .password(Backend.PASSWORD)
                .tls(overTls() ? TlsMode.REQUIRED : TlsMode.PREFERRED)
                .handlerSocket(HandlerSocketSettings.DEFAULT.off())
                .server(settings.sqlPort(proxy.port()));
    }

    abstract void speak(Speaker speaker);
}
