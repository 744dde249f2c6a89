package io.hansock.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes the machine's own MariaDB a node of a Galera cluster: an installed library, or the one out of the distribution's package, unpacked into a
 * cache folder.
 */
public final class GaleraLibrary {
    private static final Logger log = LoggerFactory.getLogger(GaleraLibrary.class);
    private static final String PACKAGE = "galera-4";
    private static final String UNPACKED = "usr/lib/galera/libgalera_smm.so";
    private static final List<Path> INSTALLED =
            List.of(Path.of("/", UNPACKED), Path.of("/usr/lib64/galera-4/libgalera_smm.so"));

    private GaleraLibrary() {}

    /**
     * Flags by which a server begins a cluster of its own and is its only node.
     *
     * @throws IllegalStateException if there is no library and none can be fetched; the message says why
     */
    public static String[] ofOneNode() {
        int port = LoopbackPorts.choose(1)[0];
        return new String[] {
            "--wsrep-on=ON",
            "--wsrep-provider=" + find(),
            "--wsrep-cluster-address=gcomm://",
            "--wsrep-node-address=127.0.0.1",
            "--wsrep-provider-options=base_port=" + port + ";gmcast.listen_addr=tcp://127.0.0.1:" + port
                    + ";gcache.size=1M",
            "--wsrep-sst-method=skip",
            // Galera's own conditions.
            "--binlog-format=ROW",
            "--innodb-autoinc-lock-mode=2"
        };
    }

    private static Path find() {
        return INSTALLED.stream().filter(Files::exists).findFirst().orElseGet(GaleraLibrary::fetched);
    }

    private static Path fetched() {
        try {
            return Cache.of(System.getenv())
                    .<UnavailableException>folder(PACKAGE + "-" + UnpackedMariaDb.distribution(), GaleraLibrary::fetch)
                    .resolve(UNPACKED);
        } catch (UnavailableException e) {
            throw new IllegalStateException("There is no Galera to test with: " + e.getMessage(), e);
        }
    }

    private static void fetch(Path root, Path scratch) throws UnavailableException {
        log.info("Fetching {} (1 MB, once)", PACKAGE);
        new DebianPackages(scratch).unpack(List.of(PACKAGE), root);
    }
}
