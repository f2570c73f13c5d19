extension Shard {
  /// The one value of a type that all work on this loop shares, made when first asked for.
  package func shared<Value: AnyObject>(_ make: () -> Value) -> Value {
    let key = ObjectIdentifier(Value.self)
    if let known = sharedValues[key] as? Value { return known }
    let value = make()
    sharedValues[key] = value
    return value
  }
}
