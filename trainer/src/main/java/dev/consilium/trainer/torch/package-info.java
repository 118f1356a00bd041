/** Training a TorchScript module over DJL. Autograd is the only class of the project that touches DJL's JniUtils. */
@NullMarked
package dev.consilium.trainer.torch;

import org.jspecify.annotations.NullMarked;
