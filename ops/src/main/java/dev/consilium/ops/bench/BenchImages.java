package dev.consilium.ops.bench;

import dev.consilium.avro.Image;
import dev.consilium.ops.client.TemporaryFolder;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * What is measured on: JPEG files of 32x32 made from the bundled images, and two SimpleCNN specialists, trained for a
 * moment, since arithmetic does not depend on how good they are.
 */
record BenchImages(List<Image> jpegs, List<SpecialistPackage> specialists, TemporaryFolder folder)
        implements AutoCloseable {

    private static final InputShape SHAPE = new InputShape(32, 32);
    private static final int DISTINCT = 2_000;

    static BenchImages prepare() throws Exception {
        DataSet data = DataSet.open(Path.of(System.getProperty("consilium.home", "."), "ops", "demo-data"));
        TemporaryFolder folder = TemporaryFolder.create();
        Recipe recipe =
                Recipe.of(Architecture.SIMPLE_CNN, Outliers.NONE).withEpochs(1).withSeed(1);
        List<SpecialistPackage> specialists = new ArrayList<>();
        Training.of(data, Plan.parse("0-4,5-9", data.classNames()), recipe)
                .withLimit(500)
                .withVersion("v1")
                .run(folder.path(), TrainingListener.SILENT)
                .forEach(trained -> specialists.add(trained.written()));
        return new BenchImages(jpegs(data), specialists, folder);
    }

    private static List<Image> jpegs(DataSet data) throws Exception {
        DecodedImages decoded = DecodedImages.of(data.judged(), SHAPE);
        List<Image> jpegs = new ArrayList<>();
        for (int i = 0; i < Math.min(DISTINCT, decoded.size()); i++) {
            jpegs.add(Image.newBuilder()
                    .setId(Integer.toString(i))
                    .setContent(ByteBuffer.wrap(jpeg(decoded.pixels(i))))
                    .setContentType("image/jpeg")
                    .setAttributes(Map.of("label", data.classNames().get(decoded.label(i))))
                    .build());
        }
        return jpegs;
    }

    private static byte[] jpeg(Pixels pixels) throws IOException {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = pixels.rgb();
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            int colour = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
            image.setRGB(i % pixels.width(), i / pixels.width(), colour);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
