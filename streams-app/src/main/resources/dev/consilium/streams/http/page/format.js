// Numbers and times as a person reads them.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const count = value => whole.format(value);
export const few = value => (value < 10 ? fine : whole).format(value);
export const percent = share => `${whole.format(100 * share)} %`;
export const time = millis => clock.format(new Date(millis));

/** Never 100 % of what is not certain. */
export function sureness(confidence) {
  return confidence < 1 && confidence >= 0.995 ? "> 99 %" : percent(confidence);
}

export function millis(value) {
  if (value >= 1000) {
    return `${few(value / 1000)} s`;
  }
  return value < 1 && value > 0 ? `${value.toPrecision(2)} ms` : `${few(value)} ms`;
}

/** A small number that may be very small, such as a difference of probabilities. */
export const tiny = value => (value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : String(+value.toPrecision(3)));
