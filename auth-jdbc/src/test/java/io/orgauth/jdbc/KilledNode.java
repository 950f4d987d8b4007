package io.orgauth.jdbc;

import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.identity.UserId;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;

/** A process that writes until it is killed, and says of each change that it was made once the store has said so. */
final class KilledNode {
    private KilledNode() {}

    public static void main(String[] arguments) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(arguments[0]);
        Stores stores = JdbcStores.on(source);
        int first = stores.users().page(Optional.empty(), Integer.MAX_VALUE).size();
        // Where nobody listens any more the test itself was killed.
        for (int number = first; !System.out.checkError(); number++) {
            User user = user(number);
            String hash = "$" + number;
            stores.atomically(unit -> {
                unit.passwords().put(user.id(), hash);
                return unit.users().insert(user);
            });
            System.out.println(number);
        }
    }

    static User user(int number) {
        UserId id = new UserId(String.format("usr_%022d", number));
        return new User(id, EmailAddress.of("u" + number + "@acme.com"), true, Optional.empty(), true, 1);
    }
}
