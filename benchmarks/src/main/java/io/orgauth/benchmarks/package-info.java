/** What a verification costs, beside the libraries one would use instead. Each class is one comparison. */
@NullMarked
package io.orgauth.benchmarks;

import org.jspecify.annotations.NullMarked;
