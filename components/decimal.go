package components

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is Java's BigDecimal: a whole number of steps of ten to the power of -scale, so that 1.10 keeps its zero. It is
// immutable. Numbers with more than 10,000 digits before or behind the point are not made.
type Decimal struct {
	unscaled big.Int
	scale    int
}

const maxDigits = 10_000

// NewDecimal makes unscaled / 10^scale.
func NewDecimal(unscaled *big.Int, scale int) *Decimal {
	d := &Decimal{scale: scale}
	d.unscaled.Set(unscaled)
	return d
}

// ParseDecimal reads a number in Java's notation: digits, a point, an exponent.
func ParseDecimal(s string) (*Decimal, bool) {
	mantissa, exponent := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.Atoi(s[i+1:])
		if err != nil || n > maxDigits || n < -maxDigits {
			return nil, false
		}
		mantissa, exponent = s[:i], n
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if len(digits) > maxDigits || strings.ContainsAny(digits, "_") || strings.ContainsAny(fraction, "+-") {
		return nil, false
	}
	d := &Decimal{scale: len(fraction) - exponent}
	if _, ok := d.unscaled.SetString(digits, 10); !ok {
		return nil, false
	}
	return d, true
}

// Unscaled is the number without its point.
func (d *Decimal) Unscaled() *big.Int { return new(big.Int).Set(&d.unscaled) }

// Scale is how many digits stand behind the point.
func (d *Decimal) Scale() int { return d.scale }

// Sign is -1, 0 or 1.
func (d *Decimal) Sign() int { return d.unscaled.Sign() }

// Precision is the number of digits.
func (d *Decimal) Precision() int { return len(strings.TrimLeft(d.unscaled.String(), "-")) }

// PowerOfTen is 10^n.
func PowerOfTen(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// At answers the unscaled value at a scale that is not smaller than d's.
func (d *Decimal) At(scale int) *big.Int {
	return new(big.Int).Mul(&d.unscaled, PowerOfTen(scale-d.scale))
}

// Cmp compares by value: 1.0 and 1.00 are equal.
func (d *Decimal) Cmp(e *Decimal) int {
	scale := max(d.scale, e.scale)
	return d.At(scale).Cmp(e.At(scale))
}

// Int cuts the digits behind the point off.
func (d *Decimal) Int() *big.Int {
	if d.scale <= 0 {
		return d.At(0)
	}
	return new(big.Int).Quo(&d.unscaled, PowerOfTen(d.scale))
}

// Float is the nearest floating-point number.
func (d *Decimal) Float() float64 {
	f, _ := strconv.ParseFloat(d.String(), 64)
	return f
}

// Stripped is the same value without zeros at the end.
func (d *Decimal) Stripped() *Decimal {
	if d.Sign() == 0 {
		return &Decimal{}
	}
	digits := d.unscaled.String()
	kept := strings.TrimRight(digits, "0")
	s := &Decimal{scale: d.scale - (len(digits) - len(kept))}
	s.unscaled.SetString(kept, 10)
	return s
}

// String is Java's toString: with an exponent where the number is very small, or has no digit before the point.
func (d *Decimal) String() string {
	digits := strings.TrimLeft(d.unscaled.String(), "-")
	exponent := len(digits) - 1 - d.scale
	if d.scale >= 0 && exponent >= -6 {
		return d.Plain()
	}
	var b strings.Builder
	if d.Sign() < 0 {
		b.WriteByte('-')
	}
	b.WriteString(digits[:1])
	if len(digits) > 1 {
		b.WriteString("." + digits[1:])
	}
	if exponent != 0 {
		fmt.Fprintf(&b, "E%+d", exponent)
	}
	return b.String()
}

// Plain is the number without an exponent.
func (d *Decimal) Plain() string {
	digits, sign := d.unscaled.String(), ""
	if d.Sign() < 0 {
		digits, sign = digits[1:], "-"
	}
	switch {
	case d.scale <= 0:
		if d.Sign() == 0 {
			return "0"
		}
		return sign + digits + strings.Repeat("0", -d.scale)
	case len(digits) <= d.scale:
		digits = strings.Repeat("0", d.scale-len(digits)+1) + digits
	}
	return sign + digits[:len(digits)-d.scale] + "." + digits[len(digits)-d.scale:]
}

// MarshalJSON writes the number with all its digits.
func (d *Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// JavaClass is the class that it has in Java.
func (d *Decimal) JavaClass() string { return "java.math.BigDecimal" }
