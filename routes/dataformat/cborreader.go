package dataformat

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"

	"github.com/dromedary-go/dromedary/components"
)

// cborReader reads values one after the other. Nothing is allocated for a length that the data does not hold.
type cborReader struct {
	data []byte
	at   int
}

func (r *cborReader) take(n uint64) ([]byte, error) {
	if n > uint64(len(r.data)-r.at) {
		return nil, cborProblem("it ends too early")
	}
	part := r.data[r.at : r.at+int(n)]
	r.at += int(n)
	return part, nil
}

// head reads a value's first byte and the number behind it; indefinite is true where the end is told by a break.
func (r *cborReader) head() (first byte, n uint64, indefinite bool, err error) {
	b, err := r.take(1)
	if err != nil {
		return 0, 0, false, err
	}
	first = b[0]
	low := first & 31
	switch {
	case low < 24:
		return first, uint64(low), false, nil
	case low == cborIndefinite:
		return first, 0, true, nil
	case low > 27:
		return 0, 0, false, cborProblem(fmt.Sprintf("0x%02X begins no value", first))
	}
	size := 1 << (low - 24)
	if b, err = r.take(uint64(size)); err != nil {
		return 0, 0, false, err
	}
	var whole [8]byte
	copy(whole[8-size:], b)
	return first, binary.BigEndian.Uint64(whole[:]), false, nil
}

func (r *cborReader) value(depth int) (any, error) {
	if depth > maxCBORDepth {
		return nil, cborProblem(fmt.Sprintf("it nests more than %d deep", maxCBORDepth))
	}
	first, n, indefinite, err := r.head()
	if err != nil {
		return nil, err
	}
	switch major := first & 0xE0; major {
	case cborWhole, cborNegative:
		if indefinite {
			return nil, cborProblem("a number without end")
		}
		return cborNumber(n, major == cborNegative), nil
	case cborBytes:
		return r.pieces(major, n, indefinite)
	case cborText:
		b, err := r.pieces(major, n, indefinite)
		return string(b), err
	case cborList:
		return r.list(n, indefinite, depth)
	case cborMap:
		return r.mapping(n, indefinite, depth)
	case cborTag:
		v, err := r.value(depth + 1)
		if digits, ok := v.([]byte); ok && err == nil && (n == tagBig || n == tagNegativeBig) {
			big := new(big.Int).SetBytes(digits)
			if n == tagNegativeBig {
				big.Not(big)
			}
			return big, nil
		}
		return v, err
	}
	return cborSimple(first, n)
}

func cborNumber(n uint64, negative bool) any {
	if n > math.MaxInt64 {
		v := new(big.Int).SetUint64(n)
		if negative {
			v.Not(v)
		}
		return v
	}
	if negative {
		return components.Integer(-1 - int64(n))
	}
	return components.Integer(int64(n))
}

func cborSimple(first byte, n uint64) (any, error) {
	switch first {
	case cborFalse, cborTrue:
		return first == cborTrue, nil
	case cborNull, cborUndefined:
		return nil, nil
	case cborHalf:
		return half(uint16(n)), nil
	case cborFloat:
		return float64(math.Float32frombits(uint32(n))), nil
	case cborDouble:
		return math.Float64frombits(n), nil
	}
	return nil, cborProblem(fmt.Sprintf("0x%02X is no value", first))
}

// half is what a float of two bytes means.
func half(bits uint16) float64 {
	exponent, mantissa := int(bits>>10&31), float64(bits&1023)
	v := math.Inf(1)
	switch {
	case exponent == 0:
		v = math.Ldexp(mantissa, -24)
	case exponent != 31:
		v = math.Ldexp(mantissa+1024, exponent-25)
	case mantissa != 0:
		v = math.NaN()
	}
	if bits&0x8000 != 0 {
		return -v
	}
	return v
}

// atBreak goes behind the break, if it stands there.
func (r *cborReader) atBreak() bool {
	if r.at < len(r.data) && r.data[r.at] == cborBreak {
		r.at++
		return true
	}
	return false
}

// pieces reads bytes or text, in one piece or in several.
func (r *cborReader) pieces(major byte, n uint64, indefinite bool) ([]byte, error) {
	if !indefinite {
		b, err := r.take(n)
		return append([]byte{}, b...), err
	}
	var all []byte
	for !r.atBreak() {
		first, n, nested, err := r.head()
		if err != nil {
			return nil, err
		}
		if first&0xE0 != major || nested {
			return nil, cborProblem("a piece is of another kind than the whole")
		}
		b, err := r.take(n)
		if err != nil {
			return nil, err
		}
		all = append(all, b...)
	}
	return all, nil
}

func (r *cborReader) list(n uint64, indefinite bool, depth int) (any, error) {
	list := []any{}
	for i := uint64(0); (indefinite || i < n) && !(indefinite && r.atBreak()); i++ {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (r *cborReader) mapping(n uint64, indefinite bool, depth int) (any, error) {
	m := &components.Map{}
	for i := uint64(0); (indefinite || i < n) && !(indefinite && r.atBreak()); i++ {
		key, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		value, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		m.Set(components.Text(key), value)
	}
	return m, nil
}
