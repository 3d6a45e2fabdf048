package dataformat

import (
	"fmt"
	"strconv"
)

// SecretKey is a bean of javax.crypto.spec.SecretKeySpec.
type SecretKey struct {
	Algorithm string
	data      []byte
}

// JavaClass is the class that routes name.
func (*SecretKey) JavaClass() string { return "javax.crypto.spec.SecretKeySpec" }

// String does not show the key.
func (k *SecretKey) String() string { return javaObject(k.JavaClass(), k) }

// NewSecretKey makes a key of a text and the name of its algorithm, as the constructor's arguments are.
func NewSecretKey(data []byte, algorithm string) (*SecretKey, error) {
	if len(data) == 0 || algorithm == "" {
		return nil, fmt.Errorf("a key needs its text and the name of its algorithm, such as AES")
	}
	return &SecretKey{algorithm, data}, nil
}

// cipherSpec is a bean of the parameters that a cipher takes.
type cipherSpec struct {
	vector []byte
	tag    int // length of the tag in bytes, 0 for IvParameterSpec
}

// NewIvParameterSpec makes a bean of javax.crypto.spec.IvParameterSpec.
func NewIvParameterSpec(args []string) (any, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("it takes one argument, the vector, not %d", len(args))
	}
	return &cipherSpec{vector: []byte(args[0])}, nil
}

// NewGCMParameterSpec makes a bean of javax.crypto.spec.GCMParameterSpec: the tag's length in bits, and the vector.
func NewGCMParameterSpec(args []string) (any, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("it takes two arguments, the tag's length in bits and the vector, not %d", len(args))
	}
	bits, err := strconv.Atoi(args[0])
	if err != nil || bits < 96 || bits > 128 || bits%8 != 0 {
		return nil, fmt.Errorf("the tag's length must be 96, 104, 112, 120 or 128, not %s", args[0])
	}
	return &cipherSpec{[]byte(args[1]), bits / 8}, nil
}
