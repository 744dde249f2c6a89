package io.hansock.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LabellingTest {
    @Test
    void aNameIsItsOwnLabelWhateverTheAddress() {
        assertThat(Labelling.NAME.label("east", "db-east", 0)).isEqualTo("east");
    }

    @Test
    void anAddressKeepsItsPortAndItsSpelling() {
        assertThat(Labelling.HOST_PORT.label("east", "DB-East", 11211)).isEqualTo("DB-East:11211");
        assertThat(Labelling.HOST_PORT.label("east", "10.0.0.1", 9998)).isEqualTo("10.0.0.1:9998");
    }

    @Test
    void anIpv6AddressStandsInBracketsOnce() {
        assertThat(Labelling.HOST_PORT.label("east", "::1", 9998)).isEqualTo("[::1]:9998");
        assertThat(Labelling.HOST_PORT.label("east", "[::1]", 9998)).isEqualTo("[::1]:9998");
    }

    @Test
    void anAddressThatCannotBeIsRefusedByTheServersName() {
        for (int port : new int[] {-1, 0, 65_536}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Labelling.HOST_PORT.label("east", "db", port))
                    .withMessageContaining("east");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Labelling.HOST_PORT.label("east", " ", 9998))
                .withMessageContaining("east");
    }
}
