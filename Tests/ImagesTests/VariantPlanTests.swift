import Testing

@testable import Images

@Suite struct `Sizes planned for a picture` {
    @Test func `all sizes for a large picture`() {
        let plan = VariantPlan(width: 4000, height: 3000)

        #expect(plan.scaled.map(\.name) == [.large, .medium, .small])
        #expect(plan.scaled.map(\.width) == [1280, 640, 320])
        #expect(plan.scaled.map(\.height) == [960, 480, 240])
        #expect(plan.thumb == .init(name: .thumb, width: 150, height: 150))
    }

    @Test(arguments: [
        (1281, [PictureVariant.Name.large, .medium, .small]),
        (1280, [.medium, .small]),
        (641, [.medium, .small]),
        (640, [.small]),
        (320, [.small]),
        (1, [.small]),
    ])
    func `sizes as wide as the picture are left out, small never`(width: Int, names: [PictureVariant.Name]) {
        #expect(VariantPlan(width: width, height: 200).scaled.map(\.name) == names)
    }

    @Test(arguments: [(1, 1), (200, 100), (319, 40), (100, 60_000), (65_500, 1), (1, 65_500), (20_000, 30), (2, 3)])
    func `no size is larger than the picture, empty, or more than WebP holds`(width: Int, height: Int) {
        let plan = VariantPlan(width: width, height: height)

        for size in plan.scaled + [plan.thumb] {
            #expect((1...width).contains(size.width))
            #expect((1...min(height, 16_383)).contains(size.height))
        }
        #expect(plan.thumb.width == plan.thumb.height)
    }

    @Test func `a very high picture gets a narrower small size`() {
        let small = VariantPlan(width: 300, height: 60_000).scaled

        #expect(small == [.init(name: .small, width: 82, height: 16_383)])
    }
}
