/** The pages, read as a browser would and looked at for what an attacker would like to put there. */
@NullMarked
package io.orgauth.console;

import org.jspecify.annotations.NullMarked;
