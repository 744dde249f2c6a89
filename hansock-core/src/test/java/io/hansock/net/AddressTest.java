package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void onlyWhatCannotLeaveTheMachineIsLocal() {
        assertThat(new Address.Unix(Path.of("/run/db.sock")).isLocal()).isTrue();
        assertThat(new Address.Tcp("127.0.0.1", 3306).isLocal()).isTrue();
        assertThat(new Address.Tcp("127.8.8.8", 3306).isLocal()).isTrue();
        assertThat(new Address.Tcp("::1", 3306).isLocal()).isTrue();
        assertThat(new Address.Tcp("192.0.2.1", 3306).isLocal()).isFalse();
        // a name: whoever answers for it may say anything
        assertThat(new Address.Tcp("localhost", 3306).isLocal()).isFalse();
    }

    @Test
    void aChannelKnowsTheVeryAddressThatItHasReached() {
        try (Rig rig = Rig.resolving("db", "127.0.0.2", "127.0.0.1");
                LineServer server = LineServer.onTcp()) {
            Address.Tcp listening = (Address.Tcp) server.address();
            Channel channel = rig.channel(new Address.Tcp("db", listening.port()));
            assertThat(channel.address()).isEqualTo(new Address.Tcp("db", listening.port()));
            assertThat(Rig.call(channel, "ehello")).isEqualTo("hello");
            assertThat(channel.address()).isEqualTo(new Address.Tcp("127.0.0.1", listening.port()));
        }
    }
}
