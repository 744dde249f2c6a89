package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.handlersocket.HandlerSocketWire;
import io.hansock.net.IoThread;

/**
 * What the servers of one client share.
 *
 * @param settings the client's
 * @param handlerSocket makes exchanges of commands
 * @param io drives channels where nobody waits
 * @param housekeeping looks after servers beside the callers
 * @param evidence by what they prove their ports
 */
record Shared(
        HansockSettings settings,
        HandlerSocketWire handlerSocket,
        IoThread io,
        Housekeeping housekeeping,
        Evidence evidence) {}
