/** What is sent is judged here by others: the JDK's XML Signature, and nimbus. */
@NullMarked
package io.orgauth.testkit;

import org.jspecify.annotations.NullMarked;
