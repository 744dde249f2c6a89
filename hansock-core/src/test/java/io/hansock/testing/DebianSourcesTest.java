package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DebianSourcesTest {
    private static DebianSources known(String uris) throws UnavailableException {
        return DebianSources.known(new Command.Result(0, uris), Map.of());
    }

    @Test
    void takesTheMirrorOfARelease() throws UnavailableException {
        assertThat(known("""
                        'https://security.example/debian-security/dists/bookworm-security/InRelease' s_InRelease 0
                        'https://tool.example/apt/dists/stable-13/InRelease' t_InRelease 0
                        'https://mirror.example/debian/dists/bookworm-updates/InRelease' u_InRelease 0
                        'https://mirror.example/debian/dists/bookworm/InRelease' b_InRelease 0
                        'https://mirror.example/debian/dists/bookworm/main/binary-amd64/Packages.xz' p 0
                        """).mirror()).isEqualTo("https://mirror.example/debian");
    }

    @Test
    void aListOfMirrorsIsAsGoodAsOne() throws UnavailableException {
        assertThat(known("'mirror+file:/etc/apt/mirrors/debian.list/dists/trixie/InRelease' m_InRelease 0")
                        .of("sid"))
                .startsWith("""
                        Types: deb
                        URIs: mirror+file:/etc/apt/mirrors/debian.list
                        Suites: sid
                        Components: main
                        """);
    }

    @Test
    void aNamedMirrorGoesFirst() throws UnavailableException {
        DebianSources sources = DebianSources.known(
                new Command.Result(0, "'https://a.example/debian/dists/sid/InRelease' a 0"),
                Map.of(DebianSources.VARIABLE, "https://b.example/debian"));

        assertThat(sources.mirror()).isEqualTo("https://b.example/debian");
    }

    @Test
    void saysWhatLacksWhereDebianIsUnknown() {
        assertThatThrownBy(() -> DebianSources.known(
                        new Command.Result(127, "Cannot run program \"apt-get\": No such file or directory"), Map.of()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContainingAll("apt-get", DebianSources.VARIABLE);
    }
}
