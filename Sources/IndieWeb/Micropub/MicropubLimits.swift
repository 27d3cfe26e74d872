/// What one post may hold; the size of the body is limited where it is read.
package struct MicropubLimits: Hashable, Sendable {
    /// Most properties and commands together.
    package var properties: Int

    /// Most values of one property.
    package var valuesPerProperty: Int

    /// Most bytes of a property's name.
    package var nameBytes: Int

    /// Most arrays and objects inside one another within one value.
    package var depth: Int

    package init(properties: Int = 100, valuesPerProperty: Int = 500, nameBytes: Int = 100, depth: Int = 16) {
        self.properties = properties
        self.valuesPerProperty = valuesPerProperty
        self.nameBytes = nameBytes
        self.depth = depth
    }
}
