package dataformat

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"

	"github.com/dromedary-go/dromedary/components"
)

// cborHead appends the beginning of a value in the fewest bytes.
func cborHead(b []byte, major byte, n uint64) []byte {
	switch {
	case n < 24:
		return append(b, major|byte(n))
	case n <= math.MaxUint8:
		return append(b, major|24, byte(n))
	case n <= math.MaxUint16:
		return binary.BigEndian.AppendUint16(append(b, major|25), uint16(n))
	case n <= math.MaxUint32:
		return binary.BigEndian.AppendUint32(append(b, major|26), uint32(n))
	}
	return binary.BigEndian.AppendUint64(append(b, major|27), n)
}

// writeCBOR appends a value. Maps are of no stated length, as Jackson writes them.
func writeCBOR(b []byte, v any, depth int) ([]byte, error) {
	if depth > maxCBORDepth {
		return nil, components.NewException("com.fasterxml.jackson.databind.JsonMappingException", fmt.Sprintf("the body nests more than %d deep", maxCBORDepth))
	}
	var err error
	switch v := v.(type) {
	case nil:
		return append(b, cborNull), nil
	case bool:
		if v {
			return append(b, cborTrue), nil
		}
		return append(b, cborFalse), nil
	case int:
		return cborInteger(b, int64(v)), nil
	case int64:
		return cborInteger(b, v), nil
	case *big.Int:
		return cborBig(b, v), nil
	case float64:
		return binary.BigEndian.AppendUint64(append(b, cborDouble), math.Float64bits(v)), nil
	case float32:
		return binary.BigEndian.AppendUint32(append(b, cborFloat), math.Float32bits(v)), nil
	case []byte:
		return append(cborHead(b, cborBytes, uint64(len(v))), v...), nil
	case *components.Map:
		b = append(b, cborMap|cborIndefinite)
		for key, value := range v.All() {
			b = append(cborHead(b, cborText, uint64(len(key))), key...)
			if b, err = writeCBOR(b, value, depth+1); err != nil {
				return nil, err
			}
		}
		return append(b, cborBreak), nil
	case []any:
		b = cborHead(b, cborList, uint64(len(v)))
		for _, element := range v {
			if b, err = writeCBOR(b, element, depth+1); err != nil {
				return nil, err
			}
		}
		return b, nil
	}
	text := components.Text(v)
	return append(cborHead(b, cborText, uint64(len(text))), text...), nil
}

func cborInteger(b []byte, n int64) []byte {
	if n < 0 {
		return cborHead(b, cborNegative, uint64(-1-n))
	}
	return cborHead(b, cborWhole, uint64(n))
}

func cborBig(b []byte, n *big.Int) []byte {
	tag, digits := byte(tagBig), n
	if n.Sign() < 0 {
		tag, digits = tagNegativeBig, new(big.Int).Not(n)
	}
	data := digits.Bytes()
	return append(cborHead(append(b, cborTag|tag), cborBytes, uint64(len(data))), data...)
}
