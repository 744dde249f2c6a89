package io.hansock.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where this machine gets Debian's packages from, so that those of another release can be got from the same place.
 *
 * @param mirror the address below which {@code dists} stands
 */
record DebianSources(String mirror) {
    /** Names a mirror for machines that are no Debian. */
    static final String VARIABLE = "HANSOCK_TEST_DEBIAN_MIRROR";

    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    /** What {@code apt-get update --print-uris} says of each suite. */
    private static final Pattern SUITE = Pattern.compile("'(\\S+)/dists/([^/'\\s]+)/InRelease'");

    /** A mirror has all releases; those of updates and of security fixes can be elsewhere. */
    private static final Set<String> RELEASES =
            Set.of("oldstable", "stable", "testing", "unstable", "bookworm", "trixie", "forky", "duke", "sid");

    /**
     * Those that the machine is configured with.
     *
     * @param uris the answer to {@code apt-get update --print-uris}
     */
    static DebianSources known(Command.Result uris, Map<String, String> environment) throws UnavailableException {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return new DebianSources(named);
        }
        Matcher suite = SUITE.matcher(uris.output());
        while (suite.find()) {
            if (RELEASES.contains(suite.group(2))) {
                return new DebianSources(suite.group(1));
            }
        }
        throw new UnavailableException(
                "apt-get knows no mirror of Debian, and " + VARIABLE + " names none: " + uris.output());
    }

    /** The main part of a release, as a source file of apt's. */
    String of(String release) {
        String source = "Types: deb\nURIs: " + mirror + "\nSuites: " + release + "\nComponents: main\n";
        return Files.exists(KEYRING) ? source + "Signed-By: " + KEYRING + "\n" : source;
    }
}
