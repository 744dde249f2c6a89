package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void whatIsAgreedIsWhatBothSidesName() {
        Capabilities client = Capabilities.of(Capability.PROTOCOL_41, Capability.FOUND_ROWS, Capability.CACHE_METADATA);
        Capabilities server = Capabilities.ofBits(0x1d_0000_0000L | 0x81ff_fffeL);

        Capabilities agreed = client.and(server);

        assertThat(agreed.has(Capability.PROTOCOL_41)).isTrue();
        assertThat(agreed.has(Capability.CACHE_METADATA)).isTrue();
        assertThat(agreed.has(Capability.LONG_PASSWORD)).isFalse();
        assertThat(agreed).isEqualTo(client).hasSameHashCodeAs(client);
        assertThat(agreed.without(Capability.FOUND_ROWS)).isNotEqualTo(agreed);
        assertThat(agreed.without(Capability.FOUND_ROWS).with(Capability.FOUND_ROWS))
                .isEqualTo(agreed);
    }

    @Test
    void capabilitiesAreTheBitsThatTheProtocolSays() {
        assertThat(Capabilities.of(Capability.values())).isEqualTo(Capabilities.ofBits(0x3f_ffff_ffffL));
        assertThat(Capabilities.of(Capability.SSL).bits()).isEqualTo(0x800);
        assertThat(Capabilities.of(Capability.DEPRECATE_EOF).bits()).isEqualTo(0x100_0000);
        assertThat(Capabilities.of(Capability.CACHE_METADATA).bits()).isEqualTo(0x10_0000_0000L);
    }

    @Test
    void textNamesWhatHasANameAndShowsTheOtherBits() {
        assertThat(Capabilities.NONE).hasToString("[]");
        assertThat(Capabilities.of(Capability.CACHE_METADATA, Capability.SSL)).hasToString("[ssl, cache_metadata]");
        assertThat(Capabilities.ofBits(1L << 63 | 1)).hasToString("[long_password, 0x8000000000000000]");
    }
}
