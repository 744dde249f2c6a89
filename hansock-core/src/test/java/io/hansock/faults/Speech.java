package io.hansock.faults;

import io.hansock.HandlerSocketSettings;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.MariaDbServer;

/** A few commands one after the other, over one connection if it lasts: from connecting and logging in to the last answer. */
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

    /** A transaction of several statements on a session. */
    CHANGE_OF_SEVERAL_ROWS {
        @Override
        void speak(Speaker speaker) {
            speaker.changeTeam();
        }
    };

    /** One of the {@link #GROUP} rows of a team, which are changed together. */
    record Member(long id, long team, long n) {}

    static final Table<Entry> ENTRIES = Manner.SQL.table();
    static final Table<Member> MEMBERS = Table.of("members", Member.class);
    static final Index<Member> BY_TEAM = MEMBERS.index("by_team", "team");
    static final int GROUP = 3;

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

    /** The port that it goes by. */
    int port(MariaDbServer server) {
        return switch (this) {
            case READ_OVER_HANDLERSOCKET -> server.readPort();
            case WRITE_OVER_HANDLERSOCKET -> server.writePort();
            default -> server.sqlPort();
        };
    }

    /** A client that has one connection for it. */
    Hansock client(MariaDbServer server, FaultyProxy proxy) {
        HansockBuilder builder = Hansock.builder()
                .database(Manner.DATABASE)
                .requestTimeout(Scene.TIMEOUT)
                .connectTimeout(Scene.TIMEOUT)
                .channelsPerPort(1)
                .sqlChannels(1)
                .sqlSessions(1);
        ServerSettings settings = ServerSettings.of("east", server.host());
        if (overHandlerSocket()) {
            return builder.writes(Writes.HANDLERSOCKET)
                    .server(settings.readPort(this == READ_OVER_HANDLERSOCKET ? proxy.port() : server.readPort())
                            .writePort(this == READ_OVER_HANDLERSOCKET ? server.writePort() : proxy.port())
                            .readSecret(server.readSecret())
                            .writeSecret(server.writeSecret()))
                    .build();
        }
        return builder.user("app")
                .handlerSocket(HandlerSocketSettings.DEFAULT.off())
                .server(settings.sqlPort(proxy.port()))
                .build();
    }

    abstract void speak(Speaker speaker);
}
