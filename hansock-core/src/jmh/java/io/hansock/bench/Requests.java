package io.hansock.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The bytes on the wire, made beforehand, for those contenders that shall spend nothing on making them. */
final class Requests {
    static final byte[] OPEN_INDEX = ("P\t0\t" + PeopleServer.DATABASE + "\t" + PeopleServer.TABLE
                    + "\tPRIMARY\tid,name,city,age\n")
            .getBytes(US_ASCII);

    private static final byte[][] FINDS = new byte[PeopleServer.ROWS + 1][];

    static {
        for (int id = 1; id < FINDS.length; id++) {
            FINDS[id] = ("0\t=\t1\t" + id + "\n").getBytes(US_ASCII);
        }
    }

    private Requests() {}

    static byte[] find(int id) {
        return FINDS[id];
    }

    /** The whole reply to {@link #find}. */
    static String reply(int id) {
        Person person = Person.of(id);
        return "0\t4\t" + person.id() + "\t" + person.name() + "\t" + person.city() + "\t" + person.age() + "\n";
    }
}
