package groovy

import (
	"math"
	"math/big"

	"github.com/dromedary-go/dromedary/components"
)

// Char is Java's char.
type Char rune

func (c Char) String() string    { return string(rune(c)) }
func (c Char) JavaClass() string { return "java.lang.Character" }
func (c Char) export() any       { return string(rune(c)) }

// rank orders the kinds of numbers: an operation is done in the higher kind of its two.
func rank(v any) int {
	switch v.(type) {
	case int:
		return 1
	case int64:
		return 2
	case *big.Int:
		return 3
	case *components.Decimal:
		return 4
	case float32:
		return 5
	case float64:
		return 6
	}
	return 0
}

func isNumber(v any) bool { return rank(v) > 0 }

// wholeOf answers a whole number that fits into 64 bits.
func wholeOf(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case *big.Int:
		return v.Int64(), v.IsInt64()
	}
	return 0, false
}

func floatOf(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case float64:
		return v
	case float32:
		return float64(v)
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return f
	case *components.Decimal:
		return v.Float()
	case Char:
		return float64(v)
	}
	return 0
}

func bigOf(v any) *big.Int {
	switch v := v.(type) {
	case *big.Int:
		return v
	case *components.Decimal:
		return v.Int()
	case float64, float32:
		f := floatOf(v)
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return new(big.Int)
		}
		n, _ := big.NewFloat(f).Int(nil)
		return n
	}
	n, _ := wholeOf(v)
	return big.NewInt(n)
}

func decimalOf(v any) *components.Decimal {
	switch v := v.(type) {
	case *components.Decimal:
		return v
	case float64, float32:
		d, ok := components.ParseDecimal(components.Text(v))
		if !ok {
			throw("java.lang.NumberFormatException", "Infinite or NaN")
		}
		return d
	}
	return components.NewDecimal(bigOf(v), 0)
}

// maxBits bounds whole numbers: larger ones would take forever.
const maxBits = 1 << 18

func checked(n *big.Int) *big.Int {
	if n.BitLen() > maxBits {
		throw(arithmetic, "BigInteger would overflow supported range")
	}
	return n
}

// decimal makes a BigDecimal of a result.
func decimal(n *big.Int, scale int) *components.Decimal {
	if scale > 20_000 || scale < -20_000 {
		throw(arithmetic, "Overflow")
	}
	return components.NewDecimal(checked(n), scale)
}

// calculate does + - * / % on two numbers, in the kind that Groovy does it.
func calculate(op byte, l, r any) any {
	kind := max(rank(l), rank(r))
	if op == '/' && kind < 5 {
		return divide(decimalOf(l), decimalOf(r))
	}
	switch kind {
	case 1:
		a, b := int32(l.(int)), int32(r.(int))
		if op == '%' && b == 0 {
			throw(arithmetic, "/ by zero")
		}
		switch op {
		case '+':
			return int(a + b)
		case '-':
			return int(a - b)
		case '*':
			return int(a * b)
		}
		return int(int64(a) % int64(b))
	case 2:
		a, _ := wholeOf(l)
		b, _ := wholeOf(r)
		if op == '%' && b == 0 {
			throw(arithmetic, "/ by zero")
		}
		switch op {
		case '+':
			return a + b
		case '-':
			return a - b
		case '*':
			return a * b
		}
		if b == -1 {
			return int64(0)
		}
		return a % b
	case 3:
		return calculateBig(op, bigOf(l), bigOf(r))
	case 4:
		return calculateDecimal(op, decimalOf(l), decimalOf(r))
	}
	a, b := floatOf(l), floatOf(r)
	switch op {
	case '+':
		return a + b
	case '-':
		return a - b
	case '*':
		return a * b
	case '/':
		return a / b
	}
	return math.Mod(a, b)
}

func calculateBig(op byte, a, b *big.Int) any {
	n := new(big.Int)
	switch op {
	case '+':
		return checked(n.Add(a, b))
	case '-':
		return checked(n.Sub(a, b))
	case '*':
		return checked(n.Mul(a, b))
	}
	if b.Sign() == 0 {
		throw(arithmetic, "BigInteger divide by zero")
	}
	return n.Rem(a, b)
}

func calculateDecimal(op byte, a, b *components.Decimal) any {
	if op == '*' {
		return decimal(new(big.Int).Mul(a.Unscaled(), b.Unscaled()), a.Scale()+b.Scale())
	}
	scale := max(a.Scale(), b.Scale())
	x, y, n := a.At(scale), b.At(scale), new(big.Int)
	switch op {
	case '+':
		return decimal(n.Add(x, y), scale)
	case '-':
		return decimal(n.Sub(x, y), scale)
	}
	if y.Sign() == 0 {
		throw(arithmetic, "Division by zero")
	}
	return decimal(n.Rem(x, y), scale)
}

// divide divides exactly where the result has an end, else to at least ten digits behind the point.
func divide(a, b *components.Decimal) *components.Decimal {
	if b.Sign() == 0 {
		throw(arithmetic, "Division by zero")
	}
	preferred := a.Scale() - b.Scale()
	if a.Sign() == 0 {
		return decimal(new(big.Int), max(preferred, 0))
	}
	if d, ok := divideExactly(a, b, preferred); ok {
		return d
	}
	precision := max(a.Precision(), b.Precision()) + 10
	q := quotient(a, b, precision)
	if limit := max(a.Scale(), b.Scale(), 10); q.Scale() > limit {
		q = rounded(q, limit, halfUp)
	}
	return q
}

// divideExactly finds the quotient whose digits end, with the scale nearest to the preferred one.
func divideExactly(a, b *components.Decimal, preferred int) (*components.Decimal, bool) {
	num, den := a.Unscaled(), b.Unscaled()
	common := new(big.Int).GCD(nil, nil, new(big.Int).Abs(num), new(big.Int).Abs(den))
	num.Quo(num, common)
	den.Quo(den, common)
	if den.Sign() < 0 {
		num.Neg(num)
		den.Neg(den)
	}
	scale, rest := 0, new(big.Int).Set(den)
	count := func(p int64) (n int) {
		prime, q, m := big.NewInt(p), new(big.Int), new(big.Int)
		for {
			q.QuoRem(rest, prime, m)
			if m.Sign() != 0 {
				return n
			}
			rest.Set(q)
			n++
		}
	}
	scale = max(count(2), count(5))
	if rest.Cmp(big.NewInt(1)) != 0 {
		return nil, false
	}
	num.Mul(num, components.PowerOfTen(scale)).Quo(num, den)
	d := decimal(num, preferred+scale).Stripped()
	if d.Scale() < preferred {
		d = decimal(d.At(preferred), preferred)
	}
	return d, true
}

// quotient divides to so many digits, rounded half up.
func quotient(a, b *components.Decimal, precision int) *components.Decimal {
	shift := precision + b.Precision() - a.Precision() + 3
	num := a.Unscaled()
	if shift > 0 {
		num.Mul(num, components.PowerOfTen(shift))
	} else {
		shift = 0
	}
	q := decimal(num.Quo(num, b.Unscaled()), a.Scale()-b.Scale()+shift)
	return rounded(q, q.Scale()-(q.Precision()-precision), halfUp)
}

// How a number is rounded, by Java's names.
const (
	up       = "UP"
	down     = "DOWN"
	ceiling  = "CEILING"
	floor    = "FLOOR"
	halfUp   = "HALF_UP"
	halfDown = "HALF_DOWN"
	halfEven = "HALF_EVEN"
	exactly  = "UNNECESSARY"
)

// rounded gives a number a scale.
func rounded(d *components.Decimal, scale int, mode string) *components.Decimal {
	if scale >= d.Scale() {
		if scale-d.Scale() > 20_000 {
			throw(arithmetic, "Overflow")
		}
		return decimal(d.At(scale), scale)
	}
	divisor := components.PowerOfTen(d.Scale() - scale)
	q, rest := new(big.Int).QuoRem(d.Unscaled(), divisor, new(big.Int))
	if rest.Sign() != 0 {
		half := new(big.Int).Abs(rest)
		half.Lsh(half, 1)
		above := half.Cmp(divisor) // 0: exactly the middle
		away := false
		switch mode {
		case up:
			away = true
		case ceiling:
			away = d.Sign() > 0
		case floor:
			away = d.Sign() < 0
		case halfUp:
			away = above >= 0
		case halfDown:
			away = above > 0
		case halfEven:
			away = above > 0 || above == 0 && q.Bit(0) == 1
		case exactly:
			throw(arithmetic, "Rounding necessary")
		}
		if away {
			q.Add(q, big.NewInt(int64(d.Sign())))
		}
	}
	return decimal(q, scale)
}

// power is **.
func power(l, r any) any {
	exponent, whole := wholeOf(r)
	if whole && exponent > maxBits && rank(l) <= 4 {
		throw(arithmetic, "BigInteger would overflow supported range")
	}
	if whole && exponent >= 0 && exponent <= maxBits {
		switch l := l.(type) {
		case int, int64, *big.Int:
			base := bigOf(l)
			if int64(base.BitLen())*exponent > 2*maxBits {
				throw(arithmetic, "BigInteger would overflow supported range")
			}
			n := checked(new(big.Int).Exp(base, big.NewInt(exponent), nil))
			_, isInt := l.(int)
			_, isLong := l.(int64)
			switch {
			case isInt && n.BitLen() < 32:
				return int(n.Int64())
			case isLong && n.BitLen() < 64:
				return n.Int64()
			}
			return n
		case *components.Decimal:
			if int64(l.Unscaled().BitLen())*exponent > 2*maxBits {
				throw(arithmetic, "Overflow")
			}
			return decimal(new(big.Int).Exp(l.Unscaled(), big.NewInt(exponent), nil), l.Scale()*int(exponent))
		}
	}
	f := math.Pow(floatOf(l), floatOf(r))
	switch {
	case f == math.Trunc(f) && math.Abs(f) <= math.MaxInt32:
		return int(f)
	case f == math.Trunc(f) && math.Abs(f) < 1<<62:
		return int64(f)
	}
	return f
}

// negative is the number with the other sign.
func negative(v any) (any, bool) {
	switch v := v.(type) {
	case int:
		return int(int32(-v)), true
	case int64:
		if v == 1<<31 { // -2147483648 is an Integer
			return int(-v), true
		}
		return -v, true
	case float64:
		return -v, true
	case float32:
		return -v, true
	case *big.Int:
		n := new(big.Int).Neg(v)
		if n.IsInt64() {
			return n.Int64(), true
		}
		return n, true
	case *components.Decimal:
		return components.NewDecimal(new(big.Int).Neg(v.Unscaled()), v.Scale()), true
	}
	return nil, false
}
